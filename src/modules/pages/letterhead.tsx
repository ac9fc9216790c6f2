/** Who asks, at the top of every page of a request. */
export interface Sender {
  organization: string;
  /** The address of the logo; it stands beside the name, so it needs no words of its own. */
  logo?: string;
}

export function Letterhead({ organization, logo }: Sender) {
  return (
    <div class="letterhead">
      {logo && <img src={logo} alt="" />}
      <p>
        <bdi>{organization}</bdi>
      </p>
    </div>
  );
}
