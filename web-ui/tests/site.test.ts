import { describe, expect, it } from 'vitest';
import { opensHereOnly, printedAddress, siteForOthers } from '../src/store/site';

const at = { addresses: ['http://192.168.1.20:8080', 'http://10.0.0.5:8080'] };

describe('the address for others', () => {
  it('is the one the page was opened at, where that is not the machine alone', () => {
    expect(siteForOthers('http://192.168.1.9:8080', at)).toBe('http://192.168.1.9:8080');
    expect(siteForOthers('https://yuanzhuo.example', null)).toBe('https://yuanzhuo.example');
  });
  it('is what the server names, where the page was opened at the machine itself', () => {
    expect(siteForOthers('http://localhost:8080', at)).toBe('http://192.168.1.20:8080');
    expect(siteForOthers('http://127.0.0.1:8080', at)).toBe('http://192.168.1.20:8080');
  });
  it('stays where the server knows none, and then opens here only', () => {
    expect(siteForOthers('http://localhost:8080', { addresses: [] })).toBe('http://localhost:8080');
    expect(opensHereOnly(siteForOthers('http://chair.localhost:8080', null))).toBe(true);
    expect(opensHereOnly('http://localhost.example')).toBe(false);
  });
  it('is printed where others can open it, and never signs anybody in', () => {
    const site = 'http://192.168.1.20:8080';
    expect(printedAddress(site, '/m/m1')).toBe(`${site}/m/m1`);
    expect(printedAddress(site, '/join/abcdef')).toBe(`${site}/join`);
    expect(printedAddress('http://chair.localhost:8080', '/m/m1')).toBe('');
  });
});
