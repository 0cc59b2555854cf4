/** Names and addresses that only this machine can reach. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/i;

/** Returns whether only this machine can reach a host. An IPv6 address may be in brackets. */
export const isLoopback = (hostname: string): boolean => LOOPBACK.test(hostname);
