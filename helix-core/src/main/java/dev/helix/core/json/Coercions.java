/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/**
 * Utility methods that read single values the way models write them: a little sloppy, never ambiguous.
 *
 * <p>Accepted beside the exact type: a whole number or truth value written as a string ({@code "12"}, {@code "true"}),
 * a whole number with a zero fraction ({@code 12.0}), and a number or truth value where text is expected. Everything
 * else is empty, and the caller says what it expected.
 */
public final class Coercions {
    /** Longest number worth parsing; the widest long has 20 characters. */
    private static final int MAX_NUMBER_CHARS = 40;

    private Coercions() {}

    /** {@return a value as text, well formed; empty for objects, lists and null} */
    public static Optional<String> text(JsonNode node) {
        if (node.isTextual()) {
            return Optional.of(WellFormed.text(node.textValue()));
        }
        return node.isNumber() || node.isBoolean() ? Optional.of(node.asText()) : Optional.empty();
    }

    /** {@return a value as a whole number of 64 bits; empty when it is none or out of range} */
    public static Optional<Long> integer(JsonNode node) {
        try {
            return number(node).map(BigDecimal::longValueExact);
        } catch (ArithmeticException fractionOrOverflow) {
            return Optional.empty();
        }
    }

    /** {@return a value as a finite number; empty when it is none or not finite as a double} */
    public static Optional<Double> decimal(JsonNode node) {
        return number(node).map(BigDecimal::doubleValue).filter(Double::isFinite);
    }

    /** {@return a value as a truth value; empty when it is neither true nor false} */
    public static Optional<Boolean> truth(JsonNode node) {
        if (node.isBoolean()) {
            return Optional.of(node.booleanValue());
        }
        String word = node.isTextual() ? node.textValue().strip().toLowerCase(Locale.ROOT) : "";
        return word.equals("true") || word.equals("false") ? Optional.of(word.equals("true")) : Optional.empty();
    }

    private static Optional<BigDecimal> number(JsonNode node) {
        String digits = node.isTextual() ? node.textValue().strip() : node.asText();
        if (!(node.isNumber() || node.isTextual()) || digits.isEmpty() || digits.length() > MAX_NUMBER_CHARS) {
            return Optional.empty();
        }
        try {
            BigDecimal value = new BigDecimal(digits);
            // 1e999999999 is short to write and huge to expand.
            return Math.abs((long) value.scale()) > 400 ? Optional.empty() : Optional.of(value);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
