/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.scope;

import java.util.List;

/**
 * The request as it was made, locked: what every later judgement is measured against. Immutable.
 *
 * @param request the user's text, word for word
 * @param hash SHA-256 of the text's UTF-8 bytes, lower-case hex
 * @param paths which paths may be changed, read from the text and from what the host added
 * @param verification commands that prove the work, argument vectors in the order they run
 */
public record ScopeBaseline(String request, String hash, PathRules paths, List<List<String>> verification) {
    /**
     * Copies.
     *
     * @param request the user's text
     * @param hash its SHA-256
     * @param paths which paths may be changed
     * @param verification commands that prove the work
     */
    public ScopeBaseline {
        verification = verification.stream().map(List::copyOf).toList();
    }
}
