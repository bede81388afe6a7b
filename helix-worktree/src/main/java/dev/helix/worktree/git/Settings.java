/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.git;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of a repository's configuration about the things the library must know, system and user configuration
 * included. Immutable.
 */
public final class Settings {
    /** One process reads them all. Section and last part of a key arrive in lower case. */
    private static final String KEYS =
            "^(core\\.(sparsecheckout|splitindex|autocrlf|eol|safecrlf|checkroundtripencoding|excludesfile|attributesfile)|extensions\\.|remote\\..*\\.promisor"
                    + "|filter\\..*\\.|merge\\..*\\.driver|user\\.(name|email))";

    private final Map<String, String> values;

    private Settings(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** {@return the settings a git directory has; a key set twice has its last value, as in git} */
    public static Settings read(GitCall call) throws InterruptedException {
        GitResult result = call.run("config", "--includes", "--show-scope", "-z", "--get-regexp", KEYS);
        Map<String, String> values = new HashMap<>();
        // Status 1: no key matched.
        List<String> fields = result.exitCode() == 1
                ? List.of()
                : result.require("read the configuration").fields();
        for (int i = 0; i + 1 < fields.size(); i += 2) {
            String setting = fields.get(i + 1);
            int end = setting.indexOf('\n');
            // What the library sets for its own calls has the scope "command".
            if (!fields.get(i).equals("command")) {
                values.put(
                        end < 0 ? setting : setting.substring(0, end), end < 0 ? "true" : setting.substring(end + 1));
            }
        }
        return new Settings(values);
    }

    /** {@return all settings, values by key} */
    public Map<String, String> all() {
        return values;
    }

    /** {@return the value of a key in lower case, unless blank or missing} */
    public Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !value.isBlank());
    }

    /** Picks out the drivers. */
    public Drivers drivers() {
        return Drivers.in(List.copyOf(values.keySet()));
    }
}
