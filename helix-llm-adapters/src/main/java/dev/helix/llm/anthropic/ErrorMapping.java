/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.api.model.AuthenticationFailedException;
import dev.helix.api.model.ModelException;
import dev.helix.api.model.ProviderUnavailableException;
import dev.helix.api.model.RateLimitedException;
import dev.helix.api.model.RequestRejectedException;
import dev.helix.api.model.Secret;
import dev.helix.api.model.UnknownModelException;
import dev.helix.core.json.Excerpt;
import dev.helix.llm.http.HttpLimitException;
import dev.helix.llm.http.HttpLimitException.Limit;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mapping from what went wrong to the exception types a session reacts to. Immutable; a pure function of its
 * arguments.
 *
 * <p>Status codes and error types are those of the provider's published error table; which of them are worth a retry
 * follows its own clients: 408, 409, 429 and everything from 500 on.
 */
final class ErrorMapping {
    /** Enough for every message the provider is known to write; a gateway's error page is cut. */
    private static final int LONGEST_TEXT = 600;

    private static final Pattern LAYOUT = Pattern.compile("[\\p{Cntrl}\\s]+");

    private final Endpoint endpoint;
    private final String model;
    private final Redactor redactor;

    ErrorMapping(Endpoint endpoint, String model, Secret key) {
        this.endpoint = endpoint;
        this.model = model;
        this.redactor = new Redactor(key);
    }

    /** An answer that is not a success. */
    record Refusal(
            int status,
            String body,
            RetryHint hint,
            @Nullable String requestId) {}

    ModelException of(Refusal refusal) {
        JsonNode error = errorIn(refusal.body);
        String type = Protocol.text(error, "type");
        String said = Protocol.text(error, "message");
        String text = shown(said.isEmpty() ? refusal.body : said);
        String message = "'" + endpoint.provider() + "' answered " + refusal.status
                + (type.isEmpty() ? "" : " " + shown(type)) + ": " + (text.isEmpty() ? "no message" : text)
                + (refusal.requestId == null ? "" : " (request id " + shown(refusal.requestId) + ")");
        return typed(refusal, message);
    }

    private ModelException typed(Refusal refusal, String message) {
        int status = refusal.status;
        boolean worthRetry = status == 408 || status == 409 || status == 429 || status >= 500;
        if (refusal.hint.shouldRetry() != null) {
            worthRetry = refusal.hint.shouldRetry();
        }
        if (worthRetry) {
            return status == 429
                    ? new RateLimitedException(message, refusal.hint.delay())
                    : new ProviderUnavailableException(message, refusal.hint.delay(), null);
        }
        return switch (status) {
            case 401, 403 -> denied(message);
            case 404 -> unknown(message);
            case 301, 302, 303, 307, 308 ->
                new RequestRejectedException(
                        message + "; redirects are not followed, set the base URL to where it points", null);
            default -> new RequestRejectedException(message, null);
        };
    }

    /** Types an error that comes as an event, after the answer began with 200. */
    ModelException ofEvent(JsonNode event) {
        JsonNode error = event.path("error");
        String message = "'" + endpoint.provider() + "' broke off its answer with "
                + shown(Protocol.text(error, "type")) + ": " + shown(Protocol.text(error, "message"));
        return switch (Protocol.text(error, "type")) {
            case "rate_limit_error" -> new RateLimitedException(message, null);
            case "authentication_error", "permission_error" -> denied(message);
            case "not_found_error" -> unknown(message);
            case "invalid_request_error", "request_too_large", "billing_error" ->
                new RequestRejectedException(message, null);
            // overloaded_error, api_error, timeout_error, and what may come
            default -> new ProviderUnavailableException(message, null, null);
        };
    }

    private ModelException denied(String message) {
        return new AuthenticationFailedException(
                message + "; check the credential '" + endpoint.provider() + "' and that it may use " + model);
    }

    private ModelException unknown(String message) {
        return new UnknownModelException(message + "; check the model name '" + model
                + "' and the base URL, requests go to " + endpoint.messages());
    }

    /** Types a failure before the answer began. */
    ModelException unreachable(IOException failure) {
        if (failure instanceof HttpLimitException limit) {
            return beyond(limit);
        }
        return new ProviderUnavailableException(
                "'" + endpoint.provider() + "' cannot be reached at " + endpoint.messages() + " (" + shown(failure)
                        + "); check the base URL, the network and the proxy",
                null,
                redactor.failure(failure));
    }

    /** Types a failure while the answer was being read. */
    ModelException cut(IOException failure) {
        if (failure instanceof HttpLimitException limit) {
            return beyond(limit);
        }
        boolean unreadable =
                failure instanceof JsonProcessingException || failure instanceof MalformedResponseException;
        String what = unreadable ? "sent something unreadable" : "was cut in the middle";
        return new ProviderUnavailableException(
                "the answer of '" + endpoint.provider() + "' " + what + " (" + shown(failure)
                        + "); nothing of it was used",
                null,
                redactor.failure(failure));
    }

    /** Types a limit of ours: a pause may be over next time, an answer without end would be paid for again and again. */
    private ModelException beyond(HttpLimitException limit) {
        String message = "'" + endpoint.provider() + "' at " + endpoint.messages() + ": " + limit.getMessage();
        boolean runaway = limit.limit() == Limit.SIZE || limit.limit() == Limit.WHOLE_CALL;
        return runaway
                ? new RequestRejectedException(
                        message + "; raise the transport's limit if such answers are wanted", redactor.failure(limit))
                : new ProviderUnavailableException(message, null, redactor.failure(limit));
    }

    /** Types a success that carries neither events nor a message. */
    ModelException notTheProtocol(String contentType) {
        return new RequestRejectedException(
                "the answer from " + endpoint.messages() + " is of type '" + shown(contentType)
                        + "' and no message of the Anthropic protocol; check the base URL",
                null);
    }

    private static JsonNode errorIn(String body) {
        try {
            return Protocol.JSON.readTree(body).path("error");
        } catch (JsonProcessingException e) {
            return Protocol.JSON.missingNode();
        }
    }

    private String shown(IOException failure) {
        String name = failure.getClass().getSimpleName();
        return failure.getMessage() == null ? name : name + ": " + shown(failure.getMessage());
    }

    private String shown(String text) {
        String line = LAYOUT.matcher(redactor.text(text)).replaceAll(" ").strip();
        return Excerpt.cut(line, LONGEST_TEXT);
    }
}
