/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.git;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The environment under which every git process of the library runs: nothing configured in a repository, and nothing
 * an agent writes into one, may start a program, reach the network or wait for a person.
 *
 * <p>Settings travel in {@code GIT_CONFIG_KEY_n}, which outranks every configuration file and, unlike {@code -c}, takes
 * driver names with any characters. Where the user's own configuration is not in sight, identity, ignore rules and
 * line-ending settings are passed on the same way.
 */
public final class Hardening {
    private static final Map<String, String> SETTINGS = settings();

    private Hardening() {}

    private static Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("core.hooksPath", "/dev/null");
        settings.put("core.fsmonitor", "false");
        settings.put("core.untrackedCache", "false");
        settings.put("core.splitIndex", "false");
        settings.put("core.quotePath", "false");
        settings.put("core.pager", "cat");
        settings.put("core.sshCommand", "false");
        settings.put("credential.helper", "");
        settings.put("protocol.allow", "never");
        settings.put("submodule.recurse", "false");
        settings.put("gc.auto", "0");
        settings.put("maintenance.auto", "false");
        settings.put("commit.gpgSign", "false");
        settings.put("advice.addEmbeddedRepo", "false");
        // Messages are written in UTF-8, and a commit must not claim another encoding.
        settings.put("i18n.commitEncoding", "UTF-8");
        // One worker per core; git itself stays with one below 100 files.
        settings.put("checkout.workers", "0");
        return settings;
    }

    /** {@return the variables for one git process that switch drivers off, a new map} */
    public static Map<String, String> environment(Drivers drivers) {
        return environment(drivers, Map.of());
    }

    /** {@return the variables for one git process that switch drivers off and add settings by key, a new map} */
    public static Map<String, String> environment(Drivers drivers, Map<String, String> settings) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.put("GIT_ASKPASS", "");
        environment.put("SSH_ASKPASS", "");
        environment.put("GIT_EDITOR", "false");
        environment.put("GIT_PAGER", "cat");
        // Replacement objects would make git and JGit see different histories.
        environment.put("GIT_NO_REPLACE_OBJECTS", "1");
        environment.put("GIT_LITERAL_PATHSPECS", "1");
        environment.put("GIT_OPTIONAL_LOCKS", "0");
        environment.put("GIT_ATTR_NOSYSTEM", "1");
        environment.put("LC_ALL", "C");
        configure(environment, drivers, settings);
        return environment;
    }

    /** Returns the variables that pass settings to any git process, without hardening it. */
    public static Map<String, String> passOn(Map<String, String> settings) {
        Map<String, String> environment = new LinkedHashMap<>();
        put(environment, List.copyOf(settings.entrySet()));
        return environment;
    }

    private static void configure(Map<String, String> environment, Drivers drivers, Map<String, String> settings) {
        List<Map.Entry<String, String>> all = new ArrayList<>(SETTINGS.entrySet());
        all.addAll(settings.entrySet());
        all.addAll(drivers.switchedOff());
        put(environment, all);
    }

    private static void put(Map<String, String> environment, List<Map.Entry<String, String>> all) {
        environment.put("GIT_CONFIG_COUNT", Integer.toString(all.size()));
        for (int i = 0; i < all.size(); i++) {
            environment.put("GIT_CONFIG_KEY_" + i, all.get(i).getKey());
            environment.put("GIT_CONFIG_VALUE_" + i, all.get(i).getValue());
        }
    }
}
