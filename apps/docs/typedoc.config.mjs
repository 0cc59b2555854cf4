// The reference of every public package, from the declaration files that its users get.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Comment, Converter, ReflectionKind } from 'typedoc';

const here = dirname(fileURLToPath(import.meta.url));
const packages = join(here, '../../packages');
const { devDependencies } = readManifest(here);

/** Every public entry: `@lynk-auth/core/server` and its declaration file. `…/internal` promises nothing, and is left out. */
const entries = readdirSync(packages).flatMap((name) => {
  if (!existsSync(join(packages, name, 'package.json'))) return [];
  const manifest = readManifest(join(packages, name));
  if (manifest.private) return [];
  if (devDependencies[manifest.name] === undefined) {
    throw new Error(`apps/docs/package.json must list ${manifest.name}, so that turbo builds it first.`);
  }
  return Object.entries(manifest.exports)
    .filter(([key, target]) => key !== './internal' && target.import?.types !== undefined)
    .map(([key, target]) => ({
      name: `${manifest.name}${key.slice(1)}`,
      file: join(packages, name, target.import.types),
      description: manifest.description,
      readme: manifest.homepage,
    }));
});

/** @type {import('typedoc').TypeDocOptions & import('typedoc-plugin-markdown').PluginOptions} */
const options = {
  name: 'Reference',
  plugin: ['typedoc-plugin-markdown', 'typedoc-vitepress-theme', nameModules, nameErrors],
  entryPoints: entries.map(({ file }) => file),
  out: 'pages/reference',
  docsRoot: 'pages',
  tsconfig: 'tsconfig.reference.json',
  readme: 'none',
  skipErrorChecking: true,
  disableSources: true,
  excludeInternal: true,
  preservedTypeAnnotationTags: ['@throws'],
  githubPages: false,
  router: 'module',
  groupOrder: ['Functions', 'Variables', 'Classes', 'Interfaces', 'Type Aliases', '*', 'References'],
  sidebar: { format: 'vitepress', pretty: true },
  hidePageHeader: true,
  hideBreadcrumbs: true,
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  typeAliasPropertiesFormat: 'table',
  tableColumnSettings: { hideModifiers: true },
  useCodeBlocks: true,
  logLevel: 'Warn',
};
export default options;

function readManifest(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

/** Names each module after what its users import, not after its file. */
function nameModules(app) {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, (context) => {
    const modules = context.project.getReflectionsByKind(ReflectionKind.Module);
    for (const module of modules) {
      const file = context.getSymbolFromReflection(module)?.declarations?.[0]?.getSourceFile().fileName;
      const entry = entries.find((each) => each.file === file);
      if (entry === undefined)
        throw new Error(`typedoc has a module that no package exports: ${module.name}`);
      module.name = entry.name;
      module.comment = new Comment([
        { kind: 'text', text: `${entry.description}\n\nHow to use it: [README](${entry.readme}).` },
      ]);
    }
  });
}

/** Shows the class in `@throws {LynkError} if …`: the Markdown theme leaves it out. */
function nameErrors(app) {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    const reflections = project.getReflectionsByKind(ReflectionKind.All);
    const tags = reflections.flatMap(({ comment }) => comment?.blockTags ?? []);
    for (const { tag, typeAnnotation, content } of tags) {
      if (tag !== '@throws' || typeAnnotation === undefined) continue;
      const name = typeAnnotation.replace(/^\{|\}$/g, '');
      content.unshift({ kind: 'code', text: `\`${name}\`` }, { kind: 'text', text: ' ' });
    }
  });
}
