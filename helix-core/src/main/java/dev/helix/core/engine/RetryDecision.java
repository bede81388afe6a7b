/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.engine;

import dev.helix.api.model.ModelException;
import java.time.Duration;

/** The decision on what follows a failed attempt. */
sealed interface RetryDecision {
    /** Wait, then send the request again. */
    record TryAgain(Duration delay) implements RetryDecision {}

    /** End the call with this error. */
    record GiveUp(ModelException failure) implements RetryDecision {}
}
