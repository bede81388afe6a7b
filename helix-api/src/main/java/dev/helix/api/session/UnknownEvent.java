/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

import static java.util.Objects.requireNonNull;

import dev.helix.api.NamedParts;

/** An event of a kind that this version does not know, as a later release wrote it; it is kept as it is. Immutable. */
public final class UnknownEvent extends NamedParts implements EventBody {
    private final String kind;
    private final String json;

    private UnknownEvent(String kind, String json) {
        super("kind, json", kind, json);
        this.kind = kind;
        this.json = json;
    }

    /**
     * Creates the event.
     *
     * @param kind the name of the kind
     * @param json its data, an object as JSON text
     * @return the event
     */
    public static UnknownEvent of(String kind, String json) {
        return new UnknownEvent(requireNonNull(kind, "kind"), requireNonNull(json, "json"));
    }

    /** {@return the name of the kind} */
    public String kind() {
        return kind;
    }

    /** {@return its data, an object as JSON text} */
    public String json() {
        return json;
    }
}
