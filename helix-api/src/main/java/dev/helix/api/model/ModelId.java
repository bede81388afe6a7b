/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

import static java.util.Objects.requireNonNull;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a model as {@code provider:model}. Immutable.
 *
 * @param provider the configured endpoint's name: 1 to 64 of letters, digits, dot, underscore, hyphen
 * @param name the provider's own name of the model, opaque to Helix; it may contain further colons
 */
public record ModelId(String provider, String name) {
    private static final Pattern PROVIDER = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /**
     * Checks both parts.
     *
     * @throws IllegalArgumentException if a part has another form
     */
    public ModelId {
        requireNonNull(name, "name");
        if (!PROVIDER.matcher(requireNonNull(provider, "provider")).matches() || name.isBlank()) {
            throw new IllegalArgumentException("model id '" + provider + ":" + name
                    + "' must read provider:model, for example anthropic:claude-sonnet-4-5");
        }
    }

    /**
     * Reads {@code provider:model}, split at the first colon.
     *
     * @param text the text form
     * @throws IllegalArgumentException if there is no colon or a part is empty
     */
    public static ModelId parse(String text) {
        int colon = requireNonNull(text, "text").indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException(
                    "model id '" + text + "' must read provider:model, for example anthropic:claude-sonnet-4-5");
        }
        return new ModelId(text.substring(0, colon), text.substring(colon + 1));
    }

    @Override
    public String toString() {
        return provider + ":" + name;
    }

    // Written out, since the JDK keeps generated ones, and with them this class's loader, until memory gets scarce.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ModelId that && provider.equals(that.provider) && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return Objects.hash(provider, name);
    }
}
