/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.llm.engine.ErrorKind;
import dev.helix.llm.engine.ErrorReport;
import dev.helix.llm.engine.ErrorShape;
import dev.helix.llm.engine.WireJson;
import dev.helix.llm.wire.JsonValue;
import java.util.Set;
import java.util.regex.Pattern;

/** The errors of OpenAI, and of those who imitate it. Immutable. */
final class OpenAiErrors implements ErrorShape {
    static final ErrorShape SHAPE = new OpenAiErrors();

    /** The ends of a response that failed. */
    private static final Set<String> FAILURES = Set.of("response.failed", "response.cancelled");

    private static final Pattern DENIED =
            Pattern.compile("invalid_api_key|authentication_error|invalid_authentication|permission_error");
    private static final Pattern UNKNOWN = Pattern.compile("model_not_found|invalid_model|model_decommissioned");
    private static final Pattern LIMITED = Pattern.compile("rate_limit|too_many_requests");
    private static final Pattern REJECTED = Pattern.compile(
            "invalid_request|invalid_prompt|invalid_image|invalid_encrypted_content|unsupported_|bio_policy|cyber_policy");

    private OpenAiErrors() {}

    @Override
    public boolean isError(JsonValue event) {
        JsonValue error = event.path("error");
        String type = event.word("type");
        return error.isText()
                || error.isObject()
                || type.equals("error")
                || FAILURES.contains(type)
                || event.word("object").equals("error");
    }

    @Override
    public ErrorReport read(JsonNode body) {
        return ErrorReport.of(FAILURES.contains(WireJson.text(body, "type")) ? body.path("response") : body);
    }

    @Override
    public ErrorKind kind(int status, ErrorReport report) {
        ErrorKind kind = report.kind();
        if (kind != ErrorKind.BY_STATUS) {
            return kind;
        }
        if (DENIED.matcher(report.type()).find()) {
            return ErrorKind.DENIED;
        }
        if (UNKNOWN.matcher(report.type()).find()) {
            return ErrorKind.UNKNOWN_MODEL;
        }
        if (status > 0) {
            return ErrorKind.BY_STATUS;
        }
        if (LIMITED.matcher(report.type()).find()) {
            return ErrorKind.RATE_LIMITED;
        }
        return REJECTED.matcher(report.type()).find() ? ErrorKind.REJECTED : ErrorKind.BY_STATUS;
    }
}
