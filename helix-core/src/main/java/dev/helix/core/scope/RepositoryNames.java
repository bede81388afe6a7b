/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.scope;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The names in a repository's tree, against which the bare names of a request are resolved. Immutable. */
final class RepositoryNames {
    private final Set<String> directories = new HashSet<>();
    private final Set<String> entries = new HashSet<>();
    private final Map<String, List<String>> byName = new HashMap<>();
    private final Map<String, List<String>> byStem = new HashMap<>();

    private final boolean complete;

    private RepositoryNames(boolean complete) {
        this.complete = complete;
    }

    /**
     * {@return the names of these files and of the directories they are in}
     *
     * @param complete whether these are all the repository has
     */
    static RepositoryNames of(List<String> files, boolean complete) {
        RepositoryNames names = new RepositoryNames(complete);
        for (String file : files) {
            names.add(file);
            String name = file.substring(file.lastIndexOf('/') + 1);
            int dot = name.lastIndexOf('.');
            if (dot > 0) {
                key(names.byStem, name.substring(0, dot)).add(file);
            }
            for (int slash = file.lastIndexOf('/'); slash > 0; slash = file.lastIndexOf('/', slash - 1)) {
                String directory = file.substring(0, slash);
                if (!names.directories.add(directory)) {
                    break;
                }
                names.add(directory);
            }
        }
        return names;
    }

    /** {@return whether a name that is not here is nowhere, and one that is here once is nowhere else} */
    boolean complete() {
        return complete;
    }

    private void add(String path) {
        if (entries.add(path)) {
            key(byName, path.substring(path.lastIndexOf('/') + 1)).add(path);
        }
    }

    private static List<String> key(Map<String, List<String>> index, String name) {
        return index.computeIfAbsent(name.toLowerCase(Locale.ROOT), none -> new ArrayList<>());
    }

    /** {@return whether the tree holds a file or directory of exactly this path} */
    boolean holds(String path) {
        return entries.contains(path);
    }

    boolean isDirectory(String path) {
        return directories.contains(path);
    }

    /** {@return the entries whose path is the given one or ends in it, component by component} */
    List<String> endingIn(String path) {
        return endings(path).stream().filter(entry -> ends(entry, path)).toList();
    }

    /** {@return the same, spelt in capital or small letters as it may be} */
    List<String> endingInAnyCase(String path) {
        String small = path.toLowerCase(Locale.ROOT);
        return endings(path).stream()
                .filter(entry -> ends(entry.toLowerCase(Locale.ROOT), small))
                .toList();
    }

    private List<String> endings(String path) {
        return byName.getOrDefault(path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT), List.of());
    }

    /** {@return the files whose path without its extension ends in the given one} */
    List<String> withoutExtension(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return byStem.getOrDefault(name, List.of()).stream()
                .filter(entry -> ends(entry.substring(0, entry.lastIndexOf('.')), path))
                .toList();
    }

    /** {@return the entries that have a word in their name, in the singular or the plural: LoginTest.java for tests} */
    List<String> ofKind(String kind) {
        String one = kind.endsWith("s") ? kind.substring(0, kind.length() - 1) : kind;
        Pattern word = Pattern.compile("(?<![A-Za-z])" + one + "s?(?![a-z])|" + Character.toUpperCase(one.charAt(0))
                + one.substring(1) + "s?(?![a-z])");
        return entries.stream()
                .filter(entry -> word.matcher(entry.substring(entry.lastIndexOf('/') + 1))
                        .find())
                .toList();
    }

    private static boolean ends(String entry, String path) {
        return entry.equals(path) || entry.endsWith("/" + path);
    }
}
