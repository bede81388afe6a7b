/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.message;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** A model's reasoning; it is sent back only to the origin it belongs to. Immutable. */
public final class Thinking extends Content {
    private final Origin origin;
    private final String text;
    private final String signature;

    private Thinking(Origin origin, String text, String signature, Optional<Opaque> providerData) {
        super(providerData, "origin, text, signature, providerData", origin, text, signature, providerData);
        this.origin = origin;
        this.text = text;
        this.signature = signature;
    }

    /** Creates a part of reasoning. */
    public static Thinking of(Origin origin, String text, String signature) {
        return new Thinking(origin, text, signature, Optional.empty());
    }

    /** {@return a copy with what the provider wants back with the reasoning} */
    public Thinking withProviderData(Opaque data) {
        return new Thinking(origin, text, signature, Optional.of(requireNonNull(data, "data")));
    }

    /** {@return the engine that produced the reasoning} */
    public Origin origin() {
        return origin;
    }

    /** {@return the reasoning as the provider showed it, possibly empty} */
    public String text() {
        return text;
    }

    /** {@return the provider's proof that the reasoning is its own, or empty} */
    public String signature() {
        return signature;
    }
}
