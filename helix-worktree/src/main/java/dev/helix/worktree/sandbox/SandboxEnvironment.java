/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The environment a command of an agent starts with. */
final class SandboxEnvironment {
    /** Where programs are when the host does not say. */
    static final String DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

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

    /** Merges what the host gives every command, the fixed variables, and the caller's, which win. */
    static Map<String, String> of(Map<String, String> host, Map<String, String> added) {
        Map<String, String> environment = new TreeMap<>(host);
        environment.putAll(FIXED);
        environment.putAll(added);
        environment.computeIfPresent("PATH", (name, path) -> absolute(path));
        return environment;
    }

    /** An empty or relative entry would let the worktree supply programs. */
    private static String absolute(String path) {
        String kept = Stream.of(path.split(":"))
                .filter(entry -> entry.startsWith("/"))
                .collect(Collectors.joining(":"));
        return kept.isEmpty() ? DEFAULT_PATH : kept;
    }
}
