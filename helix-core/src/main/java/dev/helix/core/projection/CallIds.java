/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import dev.helix.api.projection.NameRule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A generator of call ids that a model accepts, each unique in the history. Confined to one thread.
 *
 * <p>An acceptable id stays the first time it is used. Any other becomes a hash of itself and of how often it was used
 * before, so that ids stay the same while a conversation grows and the provider's prompt cache stays warm.
 */
final class CallIds {
    private static final String PREFIX = "call_";
    /** As many base-36 digits as 64 bits have. */
    private static final int HASH_LENGTH = 13;

    private final NameRule rule;
    private final Set<String> used = new HashSet<>();
    private final Map<String, Integer> uses = new HashMap<>();

    CallIds(NameRule rule) {
        this.rule = rule;
    }

    String next(String id) {
        if (rule.accepts(id) && used.add(id)) {
            return id;
        }
        String candidate;
        do {
            candidate = hashed(id, uses.merge(id, 1, Integer::sum));
        } while (!used.add(candidate));
        return candidate;
    }

    private String hashed(String id, int use) {
        boolean prefixed = rule.allows('_') && rule.maxLength() >= PREFIX.length() + HASH_LENGTH;
        String prefix = prefixed ? PREFIX : rule.letterFirst() ? "c" : "";
        int length = Math.max(rule.minLength(), Math.min(rule.maxLength(), prefix.length() + HASH_LENGTH));
        return prefix + Hash.of(id, use, length - prefix.length());
    }
}
