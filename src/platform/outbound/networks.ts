import { BlockList, isIP } from 'node:net';
import type { AddressRule } from './guarded-address';

/** Never connected to: this machine, this link, what tells machines about themselves in clouds, multicast, broadcast. */
const never = { ipv4: new BlockList(), ipv6: new BlockList() }; // apart: to one list ::ffff:0:0/96 would be all of IPv4
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['192.0.0.192', 32],
  ['100.100.100.200', 32],
  ['168.63.129.16', 32],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  never.ipv4.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 96],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 32],
  ['2002::', 16],
  ['fd00:ec2::', 32],
  ['fd20:ce::254', 128],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  never.ipv6.addSubnet(network, prefix, 'ipv6');

/**
 * Reads networks in CIDR notation, separated by commas: the rule that accepts their addresses, or what is wrong with the
 * text. Loopback, link-local and metadata addresses stay refused whatever the networks hold.
 */
export function readNetworks(text: string): AddressRule | { wrong: string } {
  const listed = { ipv4: new BlockList(), ipv6: new BlockList() };
  for (const network of text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)) {
    const [address, prefix = '', ...more] = network.split('/');
    const family = isIP(address);
    const longest = family === 4 ? 32 : 128;
    if (family === 0 || more.length > 0 || !/^\d{1,3}$/.test(prefix) || Number(prefix) > longest)
      return { wrong: network };
    const type = family === 4 ? 'ipv4' : 'ipv6';
    listed[type].addSubnet(address, Number(prefix), type);
  }
  return (address) => {
    const family = isIP(address);
    if (family === 0 || address.includes('%')) return false;
    const type = family === 4 ? 'ipv4' : 'ipv6';
    return !never[type].check(address, type) && listed[type].check(address, type);
  };
}
