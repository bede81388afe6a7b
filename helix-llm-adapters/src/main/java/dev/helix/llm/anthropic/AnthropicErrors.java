/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import dev.helix.llm.engine.ErrorKind;
import dev.helix.llm.engine.ErrorReport;
import dev.helix.llm.engine.ErrorShape;
import dev.helix.llm.wire.JsonValue;

/** The provider's published table of errors. Immutable. */
final class AnthropicErrors implements ErrorShape {
    static final ErrorShape SHAPE = new AnthropicErrors();

    private AnthropicErrors() {}

    @Override
    public boolean isError(JsonValue event) {
        return event.word("type").equals("error");
    }

    @Override
    public ErrorKind kind(int status, ErrorReport report) {
        ErrorKind kind = report.kind();
        if (kind != ErrorKind.BY_STATUS || status > 0) {
            return kind;
        }
        return switch (report.type()) {
            case "rate_limit_error" -> ErrorKind.RATE_LIMITED;
            case "authentication_error", "permission_error" -> ErrorKind.DENIED;
            case "not_found_error" -> ErrorKind.UNKNOWN_MODEL;
            case "invalid_request_error", "request_too_large" -> ErrorKind.REJECTED;
            // overloaded_error, api_error, timeout_error, and what may come
            default -> ErrorKind.UNAVAILABLE;
        };
    }
}
