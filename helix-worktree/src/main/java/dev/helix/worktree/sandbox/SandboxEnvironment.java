/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import java.util.Map;
import java.util.TreeMap;

/** The environment a command of an agent starts with. */
final class SandboxEnvironment {
    /** Where programs are when the host does not say. */
    private static final String DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /** Nothing may wait for a human: no prompt, editor or pager; and looking at a repository must not write to it. */
    private static final Map<String, String> FIXED = Map.ofEntries(
            Map.entry("LANG", "C.UTF-8"),
            Map.entry("LC_ALL", "C.UTF-8"),
            Map.entry("TERM", "dumb"),
            Map.entry("TMPDIR", "/tmp"),
            Map.entry("PAGER", "cat"),
            Map.entry("EDITOR", "true"),
            Map.entry("GIT_TERMINAL_PROMPT", "0"),
            Map.entry("GIT_ASKPASS", "true"),
            Map.entry("GIT_EDITOR", "true"),
            Map.entry("GIT_SEQUENCE_EDITOR", "true"),
            Map.entry("GIT_PAGER", "cat"),
            Map.entry("GIT_OPTIONAL_LOCKS", "0"));

    private SandboxEnvironment() {}

    /** Merges the little a command needs of the host, the fixed variables, and the caller's, which win. */
    static Map<String, String> of(Map<String, String> added) {
        Map<String, String> environment = new TreeMap<>(FIXED);
        environment.put("PATH", System.getenv().getOrDefault("PATH", DEFAULT_PATH));
        for (String name : new String[] {"HOME", "USER", "LOGNAME", "JAVA_HOME"}) {
            String value = System.getenv(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
        environment.putAll(added);
        return environment;
    }
}
