/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.replay;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A utility method that finds what a person probably meant, for messages. */
final class SpellingSuggestion {
    private SpellingSuggestion() {}

    /** {@return the candidate that shares most words with the wanted text; empty when there is none at all} */
    static <T> Optional<T> to(String wanted, List<T> candidates, Function<T, String> text) {
        Set<String> words = words(wanted);
        return candidates.stream().max(Comparator.comparingInt(candidate -> shared(words, text.apply(candidate))));
    }

    private static int shared(Set<String> words, String text) {
        Set<String> common = words(text);
        common.retainAll(words);
        return common.size();
    }

    private static Set<String> words(String text) {
        return new HashSet<>(Arrays.asList(text.split("\\W+")));
    }
}
