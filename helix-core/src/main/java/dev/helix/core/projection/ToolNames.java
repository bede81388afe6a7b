/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import dev.helix.api.projection.NameRule;
import java.util.HashMap;
import java.util.Map;

/**
 * Tool names of a session and the names by which a model knows them, one to one. Confined to one thread while names are
 * added.
 *
 * <p>A name the model accepts stays; any other becomes its legal characters and a hash of itself, so that it depends on
 * nothing but the name and the prompt cache stays warm.
 */
final class ToolNames {
    private static final int HASH_LENGTH = 8;

    private final NameRule rule;
    private final Map<String, String> replaced = new HashMap<>();
    private final Map<String, String> originals = new HashMap<>();

    ToolNames(NameRule rule) {
        this.rule = rule;
    }

    /** Decides the name of a tool the first time it comes up. */
    String add(String name) {
        String known = replaced.get(name);
        if (known != null) {
            return known;
        }
        if (rule.accepts(name) && name.equals(originals.computeIfAbsent(name, own -> own))) {
            return name;
        }
        return replace(name);
    }

    String forModel(String name) {
        return replaced.getOrDefault(name, name);
    }

    String inSession(String name) {
        return originals.getOrDefault(name, name);
    }

    private String replace(String name) {
        String stem = stem(name);
        int attempt = 0;
        String candidate;
        do {
            candidate = stem + Hash.of(name, attempt++, Math.min(HASH_LENGTH, rule.maxLength() - stem.length()));
        } while (originals.containsKey(candidate));
        replaced.put(name, candidate);
        originals.put(candidate, name);
        return candidate;
    }

    private String stem(String name) {
        int length = Math.min(name.length(), rule.maxLength() - HASH_LENGTH - 1);
        StringBuilder stem = new StringBuilder(length + 1);
        for (int i = 0; i < length; i++) {
            char c = name.charAt(i);
            stem.append(rule.allows(c) ? c : filling());
        }
        if (stem.isEmpty() || (rule.letterFirst() && !rule.accepts(stem.substring(0, 1)))) {
            stem.setLength(0);
            stem.append('t');
        }
        return rule.allows('_') ? stem.append('_').toString() : stem.toString();
    }

    private char filling() {
        return rule.allows('_') ? '_' : 'x';
    }
}
