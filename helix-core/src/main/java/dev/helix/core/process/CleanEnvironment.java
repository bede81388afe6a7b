/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The environment of a child process: the few inherited variables below, a fixed locale, and what the caller names.
 *
 * <p>Everything else of the host stays out, so that keys and tokens in its environment never reach a child. The lists
 * hold only what programs need to find themselves, their home and a place for temporary files.
 */
final class CleanEnvironment {
    private static final List<String> POSIX = List.of("PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "JAVA_HOME");
    private static final List<String> WINDOWS = List.of(
            "Path",
            "PATHEXT",
            "SystemRoot",
            "SystemDrive",
            "ComSpec",
            "TEMP",
            "TMP",
            "USERNAME",
            "USERPROFILE",
            "HOMEDRIVE",
            "HOMEPATH",
            "APPDATA",
            "LOCALAPPDATA",
            "ProgramData",
            "JAVA_HOME");
    private static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin";

    private CleanEnvironment() {}

    /** Merges inherited, fixed and added variables; added ones win. */
    static Map<String, String> with(Map<String, String> host, Map<String, String> added) {
        Map<String, String> environment = new HashMap<>();
        for (String name : Platform.WINDOWS ? WINDOWS : POSIX) {
            String value = host.get(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
        if (!Platform.WINDOWS) {
            environment.putIfAbsent("PATH", DEFAULT_PATH);
        }
        environment.put("LANG", "C.UTF-8");
        environment.put("LC_ALL", "C.UTF-8");
        environment.putAll(added);
        if (!Platform.WINDOWS) {
            environment.computeIfPresent("PATH", (name, path) -> absolute(path));
        }
        return environment;
    }

    /** Drops empty and relative entries, which would let the working directory supply programs. */
    private static String absolute(String path) {
        String kept = Stream.of(path.split(":"))
                .filter(entry -> entry.startsWith("/"))
                .collect(Collectors.joining(":"));
        return kept.isEmpty() ? DEFAULT_PATH : kept;
    }
}
