/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli;

import dev.helix.api.model.AuthenticationFailedException;
import dev.helix.api.model.ModelException;
import dev.helix.api.model.ProviderUnavailableException;
import dev.helix.api.model.RateLimitedException;
import dev.helix.api.model.RequestRejectedException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A failure that a program reports of its provider. Immutable.
 *
 * @param status the status of HTTP, 0 when it does not say
 * @param message what it says
 */
record AgentFailure(int status, String message) {
    private static final Pattern STATUS = Pattern.compile("\\b(?:status|error|code|http)\\D{0,12}([45][0-9]{2})\\b");
    private static final int OVERLOADED = 529;

    /** Reads the status from the words where there is no field for it. */
    static AgentFailure of(String message) {
        Matcher matcher = STATUS.matcher(message.toLowerCase(Locale.ROOT));
        return new AgentFailure(matcher.find() ? Integer.parseInt(matcher.group(1)) : 0, message);
    }

    /**
     * Chooses the type of the error.
     *
     * @param program the program's name
     * @param acted whether it had changed something, after which nobody runs it again unasked
     */
    ModelException asException(String program, boolean acted) {
        String text = program + " failed" + (status == 0 ? "" : " with status " + status) + ": " + message;
        if (status == 401 || status == 403) {
            return new AuthenticationFailedException(text + "; check the credential of this provider");
        }
        if (acted) {
            return new RequestRejectedException(
                    text + "; it had used tools by then, so look at the worktree and send the turn again", null);
        }
        if (status == 429) {
            return new RateLimitedException(text, null);
        }
        return status >= 500 && status <= OVERLOADED
                ? new ProviderUnavailableException(text, null, null)
                : new RequestRejectedException(text, null);
    }
}
