/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.replay;

import dev.helix.api.InvalidRequestException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The names of what differs from run to run. Immutable.
 *
 * @param values known beforehand
 * @param captures found in the conversation
 */
record RunNames(Map<String, String> values, Map<String, Pattern> captures) {
    static final String RULE = "a name is a letter followed by letters, digits, _ or -, and not session, hash or open";
    private static final Pattern FORM = Pattern.compile("(?!(?:session|hash|open)$)[A-Za-z][A-Za-z0-9_-]*");

    RunNames {
        values = Map.copyOf(values);
        captures = Map.copyOf(captures);
    }

    static boolean isName(String text) {
        return FORM.matcher(text).matches();
    }

    RunNames with(String name, String value) {
        if (!isName(name) || value.isEmpty()) {
            throw new InvalidRequestException(
                    "'" + value + "' cannot be named '" + name + "': " + RULE + ", and the value is not empty");
        }
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new RunNames(more, captures);
    }

    RunNames with(Map<String, Pattern> moreCaptures) {
        Map<String, Pattern> more = new LinkedHashMap<>(captures);
        more.putAll(moreCaptures);
        return new RunNames(values, more);
    }
}
