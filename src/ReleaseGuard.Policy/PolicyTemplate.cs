namespace ReleaseGuard.Policy;

/// <summary>The policy that <c>releaseguard policy init</c> writes: it validates as it is, and says in comments what to put in.</summary>
public static class PolicyTemplate
{
    /// <summary>The text of a new <c>releaseguard.jsonc</c>.</summary>
    public const string Text = """
        // releaseguard.jsonc: which component may be in which edition. Owned by release safety; never published itself.
        // Check it with: releaseguard policy validate
        {
          "$schema": "./releaseguard.schema.json",
          "schemaVersion": 1,

          // The editions you ship. An edition contains those it includes. One that publishes anything is guarded:
          // every build is checked against it, whichever edition is being built.
          "editions": {
            "open": {
              "title": "Open edition",
              "symbol": "EDITION_OPEN",                      // defined by the build: #if EDITION_OPEN
              "publishes": ["weights", "source", "packages", "docs"],
              "unlisted": "deny"                             // what no manifest and no component names may not ship
            },
            "enterprise": {
              "title": "Full edition",
              "symbol": "EDITION_ENTERPRISE",
              "includes": ["open"],
              "publishes": []
            }
          },

          "products": {
            // "my-model": {
            //   "roots": { "open": "dist/open", "enterprise": "dist/full" },
            //   "limits": { "open": { "maxParameters": "8B", "dtypes": ["BF16"] } },
            //   "requires": { "open": [ { "file": "LICENSE" }, { "file": "README.md", "modelCard": { "fields": ["license"] } } ] }
            // }
          },

          // What some editions must not contain, and every way to recognise it.
          "components": {
            // "my-model.secret-head": {
            //   "kind": "head", "title": "The head that stays in the house", "product": "my-model",
            //   "editions": ["enterprise"], "reason": "safety", "owner": "@release-safety", "decision": "REL-1",
            //   "match": {
            //     "symbols":    ["N:MyModel.Heads.Secret.**"],
            //     "assemblies": ["MyModel.Heads.Secret"],
            //     "projects":   ["src/Heads.Secret/**"],
            //     "files":      ["heads/secret/**"],
            //     "tensors":    [ { "name": "heads.secret.**" } ],
            //     "config":     [ { "file": "config.json", "path": "$.secret_head" } ]
            //   }
            // },
            "training-residue": {
              "kind": "residue", "title": "What training leaves behind: ships in no edition",
              "editions": [], "reason": "safety",
              "match": { "files": ["**/optimizer*.pt", "**/trainer_state.json", "**/training_args.bin", "**/rng_state*.pth", "**/checkpoint-*/**"] }
            }
          },

          // A finding that is no leak is allowed here, with a reason and an end.
          "exceptions": [],

          "settings": {
            "mode": { "open": "enforce", "enterprise": "audit" },
            "exceptions": { "maxDays": 90, "warnDaysBefore": 14, "requireTicket": true },
            "unmatched": "error",                            // an entry that matches nothing in the edition that has the component
            "inconclusive": "error",                         // what could not be read
            "elsewhere": "warning"                           // findings about another edition than the one being built
          }
        }

        """;
}
