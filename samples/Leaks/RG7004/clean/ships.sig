{
  "mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json",
  "verificationMaterial": {
    "publicKey": {"hint":"5cdc954e84ce960dd8f191da40ebedf57eca9e4bbe7b5b48b12a0721bf70f05a"},
    "tlogEntries": []
  },
  "dsseEnvelope": {
    "payload": "ewogICJfdHlwZSI6ICJodHRwczovL2luLXRvdG8uaW8vU3RhdGVtZW50L3YxIiwKICAic3ViamVjdCI6IFsKICAgIHsibmFtZSI6InNoaXBzIiwiZGlnZXN0Ijp7InNoYTI1NiI6IjgwMTM0MzliODI1MDc5YTY4ZWJkZjZhMjY4NTlmOTc1OWM4Y2I0NWU4YTg1YTNiZGYwOTc2N2E3ZjNlYzQyMjQifX0KICBdLAogICJwcmVkaWNhdGVUeXBlIjogImh0dHBzOi8vbW9kZWxfc2lnbmluZy9zaWduYXR1cmUvdjEuMCIsCiAgInByZWRpY2F0ZSI6IHsKICAgICJzZXJpYWxpemF0aW9uIjogeyJtZXRob2QiOiJmaWxlcyIsImhhc2hfdHlwZSI6InNoYTI1NiIsImFsbG93X3N5bWxpbmtzIjpmYWxzZSwiaWdub3JlX3BhdGhzIjpbXX0sCiAgICAicmVzb3VyY2VzIjogWwogICAgICB7Im5hbWUiOiJSRUFETUUubWQiLCJhbGdvcml0aG0iOiJzaGEyNTYiLCJkaWdlc3QiOiJlNzE1MjkwOWM3Y2M2YTgzYmU2YjczNzFiMzk1Zjc2MGUyYWUwOTI3M2ZmN2VlM2Q5ZGIxNjZiNDMyNzRmYmQyIn0sCiAgICAgIHsibmFtZSI6Im1vZGVsLnNhZmV0ZW5zb3JzIiwiYWxnb3JpdGhtIjoic2hhMjU2IiwiZGlnZXN0IjoiMDdjMjE1YThmMmFmYjJjYTU2ODlhNDQwOWIxNDk3Nzk4YmIxMmI1NTU1ZTBjZmRiODliNjExMWFkOWE5ZjIxNSJ9CiAgICBdCiAgfQp9Cg==",
    "payloadType": "application/vnd.in-toto+json",
    "signatures": [
      {"sig":"MEYCIQDpTY/hFGMQaqGg4WgKtUl0qr/E6TcltntTHfFwQZaF7AIhAN1blMQV4P9VXaTJPnEJfAUdTE0maxumKMI6XDsfEehl","keyid":""}
    ]
  }
}
