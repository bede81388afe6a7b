/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import dev.helix.core.json.UniqueIds;
import java.util.regex.Pattern;

/**
 * A generator that gives each call an id the provider accepts: {@code ^[a-zA-Z0-9_-]+$}, unique in the request.
 * Confined to one thread.
 *
 * <p>An id depends only on the calls before it, so ids stay the same while a conversation grows and the provider's
 * prompt cache stays warm. What other providers wrote, {@code functions.bash:0} for example, or nothing at all,
 * becomes legal here.
 */
final class WireIds {
    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    private static final Pattern ILLEGAL_CHARACTER = Pattern.compile("[^a-zA-Z0-9_-]");
    /** Leaves room for a number within 64 characters, the shortest limit known of a compatible server. */
    private static final int STEM_LENGTH = 52;

    private final UniqueIds ids = new UniqueIds();

    String next(String id) {
        return LEGAL.matcher(id).matches() && ids.take(id) ? id : ids.takeLike(stem(id));
    }

    private static String stem(String id) {
        String legal = ILLEGAL_CHARACTER.matcher(id).replaceAll("_");
        if (legal.isEmpty()) {
            return "call";
        }
        return legal.length() > STEM_LENGTH ? legal.substring(0, STEM_LENGTH) : legal;
    }
}
