// The conformance package depends on this one, so the corpora are read by their path and not as a dependency.
export { authorizationCorpus, tokenCorpus } from '../../conformance/src/corpora/corpora.ts';
