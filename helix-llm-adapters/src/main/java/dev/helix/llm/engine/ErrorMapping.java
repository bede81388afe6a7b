/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.api.model.AuthenticationFailedException;
import dev.helix.api.model.ContextExceededException;
import dev.helix.api.model.ModelException;
import dev.helix.api.model.ProviderUnavailableException;
import dev.helix.api.model.QuotaExhaustedException;
import dev.helix.api.model.RateLimitedException;
import dev.helix.api.model.RequestRejectedException;
import dev.helix.api.model.UnknownModelException;
import dev.helix.core.json.Excerpt;
import dev.helix.llm.http.HttpLimitException;
import dev.helix.llm.http.HttpLimitException.Limit;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mapping from what went wrong to the exception types a session reacts to. Immutable; a pure function of its
 * arguments.
 *
 * <p>What the provider's words leave open follows the status code; worth a retry are 408, 409, 429 and everything from
 * 500 on, as in the providers' own clients.
 */
final class ErrorMapping {
    /** Enough for every message the providers are known to write; a gateway's error page is cut. */
    private static final int LONGEST_TEXT = 600;

    private static final Pattern LAYOUT = Pattern.compile("[\\p{Cntrl}\\s]+");
    /** How the HTTP clients say that a proxy wants a password before it opens a tunnel. */
    private static final Pattern PROXY =
            Pattern.compile("authenticate with proxy|got: 407|proxy authentication", Pattern.CASE_INSENSITIVE);

    private final Subject subject;
    private final ErrorShape shape;
    private final Redactor redactor;

    /** Who is asked. */
    record Subject(String provider, String credential, String model, URI resource) {}

    ErrorMapping(Subject subject, ErrorShape shape, Redactor redactor) {
        this.subject = subject;
        this.shape = shape;
        this.redactor = redactor;
    }

    /** An answer that is not a success. */
    record Refusal(
            int status,
            String body,
            RetryHint hint,
            @Nullable String requestId) {}

    ModelException of(Refusal refusal) {
        ErrorReport said = shape.read(parsed(refusal.body));
        String text = shown(said.message().isEmpty() ? refusal.body : said.message());
        String message = "'" + subject.provider + "' answered " + refusal.status
                + (said.type().isEmpty() ? "" : " " + shown(said.type())) + ": "
                + (text.isEmpty() ? "no message" : text)
                + (refusal.requestId == null ? "" : " (request id " + shown(refusal.requestId) + ")");
        ErrorKind kind = shape.kind(refusal.status, said);
        Duration delay = refusal.hint.delay() == null ? said.delay() : refusal.hint.delay();
        return typed(overruled(kind, refusal), refusal.status, message, delay);
    }

    /** The provider's word about another try overrules what kind of error it is, unless waiting cannot help. */
    private static ErrorKind overruled(ErrorKind kind, Refusal refusal) {
        Boolean again = refusal.hint.shouldRetry();
        ErrorKind known = kind == ErrorKind.BY_STATUS ? byStatus(refusal.status) : kind;
        boolean waiting = known == ErrorKind.RATE_LIMITED || known == ErrorKind.UNAVAILABLE;
        if (again == null
                || again == waiting
                || kind == ErrorKind.CONTEXT_EXCEEDED
                || kind == ErrorKind.QUOTA_EXHAUSTED) {
            return known;
        }
        return again ? ErrorKind.UNAVAILABLE : ErrorKind.REJECTED;
    }

    private static ErrorKind byStatus(int status) {
        return switch (status) {
            case 401, 403 -> ErrorKind.DENIED;
            case 402 -> ErrorKind.QUOTA_EXHAUSTED;
            case 404 -> ErrorKind.UNKNOWN_MODEL;
            case 429 -> ErrorKind.RATE_LIMITED;
            case 408, 409 -> ErrorKind.UNAVAILABLE;
            default -> status >= 500 ? ErrorKind.UNAVAILABLE : ErrorKind.REJECTED;
        };
    }

    private ModelException typed(ErrorKind kind, int status, String message, @Nullable Duration delay) {
        return switch (kind) {
            case CONTEXT_EXCEEDED ->
                new ContextExceededException(
                        message + "; shorten the conversation or take a model with a larger context window");
            case QUOTA_EXHAUSTED -> new QuotaExhaustedException(message);
            case RATE_LIMITED -> new RateLimitedException(message, delay);
            case UNAVAILABLE, BY_STATUS -> new ProviderUnavailableException(message, delay, null);
            case DENIED ->
                new AuthenticationFailedException(message + "; check the credential '" + subject.credential
                        + "' and that it may use " + subject.model);
            case UNKNOWN_MODEL ->
                new UnknownModelException(message + "; check the model name '" + subject.model
                        + "' and the base URL, requests go to " + subject.resource);
            case REJECTED -> new RequestRejectedException(message + advice(status), null);
        };
    }

    private static String advice(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> "; redirects are not followed, set the base URL to where it points";
            case 407 -> "; the proxy between here and the provider wants a password";
            default -> "";
        };
    }

    /** Types an error that comes as an event, after the answer began with 200. */
    ModelException ofEvent(JsonNode event) {
        ErrorReport said = shape.read(event);
        String message = "'" + subject.provider + "' broke off its answer with "
                + shown(said.type().isEmpty() ? "an error" : said.type()) + ": " + shown(said.message());
        ErrorKind kind = shape.kind(0, said);
        boolean coded = kind == ErrorKind.BY_STATUS && said.code() >= 400;
        return typed(coded ? byStatus(said.code()) : kind, said.code(), message, said.delay());
    }

    /** Types a failure before the answer began. */
    ModelException unreachable(Exception failure) {
        if (failure instanceof HttpLimitException limit) {
            return beyond(limit);
        }
        if (PROXY.matcher(String.valueOf(failure.getMessage())).find()) {
            return new RequestRejectedException(
                    "the proxy on the way to '" + subject.provider + "' wants a password (" + shown(failure)
                            + "); set one for the transport, or go without the proxy",
                    redactor.failure(failure));
        }
        return new ProviderUnavailableException(
                "'" + subject.provider + "' cannot be reached at " + subject.resource + " (" + shown(failure)
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
                "the answer of '" + subject.provider + "' " + what + " (" + shown(failure)
                        + "); nothing of it was used",
                null,
                redactor.failure(failure));
    }

    /** Types a limit of ours: a pause may be over next time, an answer without end would be paid for again and again. */
    private ModelException beyond(HttpLimitException limit) {
        String message = "'" + subject.provider + "' at " + subject.resource + ": " + limit.getMessage();
        boolean runaway = limit.limit() == Limit.SIZE || limit.limit() == Limit.WHOLE_CALL;
        return runaway
                ? new RequestRejectedException(
                        message + "; raise the transport's limit if such answers are wanted", redactor.failure(limit))
                : new ProviderUnavailableException(message, null, redactor.failure(limit));
    }

    /** Types a success that carries neither events nor a reply. */
    ModelException notTheProtocol(String contentType, String family) {
        return new RequestRejectedException(
                "the answer from " + subject.resource + " is of type '" + shown(contentType)
                        + "' and no reply of the protocol " + family + "; check the base URL",
                null);
    }

    private static JsonNode parsed(String body) {
        try {
            return WireJson.JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return WireJson.JSON.missingNode();
        }
    }

    private String shown(Exception failure) {
        String name = failure.getClass().getSimpleName();
        return failure.getMessage() == null ? name : name + ": " + shown(failure.getMessage());
    }

    private String shown(String text) {
        String line = LAYOUT.matcher(redactor.text(text)).replaceAll(" ").strip();
        return Excerpt.cut(line, LONGEST_TEXT);
    }
}
