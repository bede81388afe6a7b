/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says about an error. Immutable.
 *
 * @param type the provider's names for it, from the general to the special, separated by spaces, or empty
 * @param message the explanation, or empty
 * @param code a status code within the body, or 0
 * @param delay how long the body asks to wait, or null
 */
public record ErrorReport(
        String type, String message, int code, @Nullable Duration delay) {
    /** How the providers that Helix knows, and servers compatible with them, say that a prompt is too long. */
    private static final Pattern CONTEXT = Pattern.compile(
            "context_length_exceeded|exceed_context_size|prompt is too long|input is too long for|context window"
                    + "|(maximum|available|max) context (length|size)|context length (is|of) (only )?\\d"
                    + "|exceed(s|ed)? (the |model('s)? )?(maximum )?(context|token limit)|maximum prompt length"
                    + "|input token count.{0,40}exceeds|exceeds the maximum number of tokens"
                    + "|too large for model|reduce the length of (the|your) (messages|input|prompt)"
                    + "|input length.{0,40}exceed|tokens? (in request )?(is|are) more than max tokens",
            Pattern.CASE_INSENSITIVE);
    /** How they say that it is not a matter of waiting a minute. */
    private static final Pattern QUOTA = Pattern.compile(
            "insufficient_quota|insufficient[ _]balance|insufficient[ _]credits|exceeded your current quota"
                    + "|credit balance is too low|billing_error|billing hard limit|out of credits|requires more credits"
                    + "|PerDay|key limit exceeded",
            Pattern.CASE_INSENSITIVE);

    /**
     * Reads the common shapes: an error object, an error text, and a body that is the error itself.
     *
     * @param body the parsed body of an answer or an event
     * @return what it says
     */
    public static ErrorReport of(JsonNode body) {
        JsonNode root = body.isArray() ? body.path(0) : body;
        JsonNode error = root.path("error");
        if (error.isTextual()) {
            return new ErrorReport("", error.textValue(), 0, null);
        }
        JsonNode said = error.isObject() ? error : root;
        String message = WireJson.text(said, "message");
        String code = said.path("code").asText("");
        boolean numeric = said.path("code").isIntegralNumber();
        String type =
                joined(WireJson.text(said, "type"), joined(WireJson.text(said, "status"), numeric ? "" : code.strip()));
        return new ErrorReport(
                type.equals("null") ? "" : type,
                message.isEmpty() ? WireJson.text(said, "detail") : message,
                numeric ? said.path("code").asInt() : 0,
                null);
    }

    private static String joined(String general, String special) {
        boolean one = general.isEmpty() || special.isEmpty() || special.equals("null") || general.equals(special);
        return one ? (general.isEmpty() && !special.equals("null") ? special : general) : general + " " + special;
    }

    /**
     * Adds a wait.
     *
     * @param newDelay how long the body asks to wait, or null
     * @return a changed copy
     */
    public ErrorReport withDelay(@Nullable Duration newDelay) {
        return new ErrorReport(type, message, code, newDelay);
    }

    /** {@return what the words mean, {@link ErrorKind#BY_STATUS} when that is left to the status code} */
    public ErrorKind kind() {
        String words = type + " " + message;
        if (CONTEXT.matcher(words).find()) {
            return ErrorKind.CONTEXT_EXCEEDED;
        }
        return QUOTA.matcher(words).find() ? ErrorKind.QUOTA_EXHAUSTED : ErrorKind.BY_STATUS;
    }
}
