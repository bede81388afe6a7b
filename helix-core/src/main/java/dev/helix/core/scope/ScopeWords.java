/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.scope;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The tables {@code words.txt} and {@code forms.txt} beside this class, read once. Immutable. */
final class ScopeWords {
    private static final Map<String, List<String>> WORDS = read("words.txt");
    private static final Map<String, List<String>> FORMS = read("forms.txt");

    private ScopeWords() {}

    /** {@return the words of a table} */
    static Set<String> set(String table) {
        return Set.copyOf(phrases(table));
    }

    /** {@return the words and phrases of a table, in order} */
    static List<String> phrases(String table) {
        return lines(WORDS, table).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .filter(phrase -> !phrase.isEmpty())
                .distinct()
                .toList();
    }

    /** {@return the forms of sentences that state one thing, in order} */
    static List<String> forms(String table) {
        return lines(FORMS, table);
    }

    /** {@return whether there is such a table of words} */
    static boolean has(String table) {
        return WORDS.containsKey(table);
    }

    private static List<String> lines(Map<String, List<String>> tables, String table) {
        List<String> lines = tables.get(table);
        if (lines == null) {
            throw new IllegalArgumentException("no table '" + table + "', these are: " + tables.keySet());
        }
        return lines;
    }

    private static Map<String, List<String>> read(String file) {
        try (InputStream resource = ScopeWords.class.getResourceAsStream(file)) {
            String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            Map<String, List<String>> tables = new LinkedHashMap<>();
            List<String> table = new ArrayList<>();
            for (String line : text.lines().map(String::strip).toList()) {
                if (line.startsWith("[") && line.endsWith("]") && !line.contains("] ")) {
                    table = tables.computeIfAbsent(line.substring(1, line.length() - 1), none -> new ArrayList<>());
                } else if (!line.isEmpty() && !line.startsWith("#")) {
                    table.add(line);
                }
            }
            return tables.entrySet().stream()
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
