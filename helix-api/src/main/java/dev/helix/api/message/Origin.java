/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.message;

import static java.util.Objects.requireNonNull;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The engine that produced a message, so that signatures and opaque blocks go back only to it. Immutable.
 *
 * @param endpoint the configured provider name
 * @param family the wire protocol, for example {@code anthropic-messages}
 * @param model the provider's name of the model
 */
public record Origin(String endpoint, String family, String model) {
    /** Refuses null. */
    public Origin {
        requireNonNull(endpoint, "endpoint");
        requireNonNull(family, "family");
        requireNonNull(model, "model");
    }

    // Written out, since the JDK keeps generated ones, and with them this class's loader, until memory gets scarce.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Origin that
                && endpoint.equals(that.endpoint)
                && family.equals(that.family)
                && model.equals(that.model);
    }

    @Override
    public int hashCode() {
        return Objects.hash(endpoint, family, model);
    }
}
