/** A link that somebody else chose: shown whole, opened apart, told nothing; anything but a web address is text. */
export function WebLink({ address }: { address: string }) {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return <bdi>{address}</bdi>;
  return (
    <a href={new URL(address).href} target="_blank" rel="noopener noreferrer nofollow" dir="ltr">
      {address}
    </a>
  );
}
