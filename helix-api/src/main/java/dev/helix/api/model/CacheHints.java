/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

import static java.util.Objects.requireNonNull;

import dev.helix.api.NamedParts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Wishes about the provider's prompt cache; a provider without such a cache ignores them. Immutable. */
public final class CacheHints extends NamedParts {
    private final Retention retention;
    private final @Nullable String key;

    /** How long the provider is asked to keep a prompt. */
    public enum Retention {
        /** Not at all. */
        NONE,
        /** As long as the provider does by default, minutes mostly. */
        SHORT,
        /** As long as the provider offers, an hour or more. */
        LONG
    }

    private CacheHints(Retention retention, @Nullable String key) {
        super("retention, key", retention, Optional.ofNullable(key));
        this.retention = retention;
        this.key = key;
    }

    /** {@return hints that ask for a retention, without a key} */
    public static CacheHints retention(Retention retention) {
        return new CacheHints(retention, null);
    }

    /** {@return hints with a key that requests with the same prefix share, any text that holds nothing secret} */
    public CacheHints withKey(String key) {
        return new CacheHints(retention, requireNonNull(key, "key"));
    }

    /** {@return how long the provider is asked to keep the prompt} */
    public Retention retention() {
        return retention;
    }

    /** {@return the key that requests with the same prefix share, or empty} */
    public Optional<String> key() {
        return Optional.ofNullable(key);
    }
}
