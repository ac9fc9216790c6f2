import { Document } from '../pages';

export const DOCS = '/docs';

/** The shell that Swagger UI is drawn into. `credentials` is where the page may fetch a key and a secret; the playground's. */
export function DocsPage({ credentials }: { credentials?: string }) {
  return (
    <Document
      language="en"
      title="Placet API"
      stylesheets={[`${DOCS}/assets/docs.css`]}
      scripts={[
        `${DOCS}/assets/swagger-ui-bundle.js`,
        `${DOCS}/assets/sign-calls.js`,
        `${DOCS}/assets/authorize.js`,
        `${DOCS}/assets/docs.js`,
      ]}
    >
      <div id="swagger-ui" data-document={`${DOCS}/json`} data-credentials={credentials}>
        <noscript>
          <p>
            This page needs JavaScript. The same document, for programs: <a href={`${DOCS}/json`}>{`${DOCS}/json`}</a>
          </p>
        </noscript>
      </div>
    </Document>
  );
}
