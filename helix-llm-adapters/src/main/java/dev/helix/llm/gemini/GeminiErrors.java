/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.llm.engine.ErrorKind;
import dev.helix.llm.engine.ErrorReport;
import dev.helix.llm.engine.ErrorShape;
import dev.helix.llm.engine.WireJson;
import dev.helix.llm.wire.JsonValue;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Google's errors: a code, a status, a message and details. Immutable. */
final class GeminiErrors implements ErrorShape {
    static final ErrorShape SHAPE = new GeminiErrors();

    private static final Pattern SECONDS = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)s");
    private static final long MILLIS_PER_SECOND = 1000;

    private GeminiErrors() {}

    @Override
    public boolean isError(JsonValue event) {
        return event.path("error").isObject();
    }

    @Override
    public ErrorReport read(JsonNode body) {
        ErrorReport report = ErrorReport.of(body);
        JsonNode details = (body.isArray() ? body.path(0) : body).path("error").path("details");
        String quota = "";
        Duration delay = null;
        for (JsonNode detail : details) {
            delay = delay == null ? delay(WireJson.text(detail, "retryDelay")) : delay;
            for (JsonNode violation : detail.path("violations")) {
                quota = quota.isEmpty() ? WireJson.text(violation, "quotaId") : quota;
            }
            String reason = WireJson.text(detail, "reason");
            quota = quota.isEmpty() && reason.equals("API_KEY_INVALID") ? reason : quota;
        }
        String type = quota.isEmpty() ? report.type() : report.type() + " " + quota;
        return new ErrorReport(type, report.message(), report.code(), delay);
    }

    private static @Nullable Duration delay(String text) {
        Matcher seconds = SECONDS.matcher(text);
        return seconds.matches()
                ? Duration.ofMillis((long) Math.ceil(Double.parseDouble(seconds.group(1)) * MILLIS_PER_SECOND))
                : null;
    }

    @Override
    public ErrorKind kind(int status, ErrorReport report) {
        String words = report.type() + " " + report.message();
        if (words.contains("API_KEY_INVALID") || words.contains("API key not valid")) {
            return ErrorKind.DENIED;
        }
        ErrorKind kind = report.kind();
        // "You exceeded your current quota" is also said of the quota of a minute; which one it was stands in its name.
        boolean passes = kind == ErrorKind.QUOTA_EXHAUSTED
                && (words.contains("PerMinute") || report.delay() != null)
                && !words.contains("PerDay");
        return passes ? ErrorKind.RATE_LIMITED : kind;
    }
}
