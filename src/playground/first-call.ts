/** The call of the reference page, ready to paste: no key is needed from this machine. */
export const firstCall = (url: string): string => `curl --request POST \\
  --url ${url}/v1/request \\
  --header 'Content-Type: application/json' \\
  --data '{
  "contacts": ["user@example.com", "+351912345678"],
  "securityLevel": "CONTACT",
  "groupIds": ["507f1f77bcf86cd799439011"],
  "resourcesIds": ["507f1f77bcf86cd799439012"]
}'`;
