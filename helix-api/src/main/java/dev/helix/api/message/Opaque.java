/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.message;

import java.util.Optional;

/** A provider's block that Helix does not interpret, kept byte for byte and sent only to its origin. Immutable. */
public final class Opaque extends Content {
    private final Origin origin;
    private final String json;

    private Opaque(Origin origin, String json) {
        super(Optional.empty(), "origin, json", origin, json);
        this.origin = origin;
        this.json = json;
    }

    /** Creates an opaque block. */
    public static Opaque of(Origin origin, String json) {
        return new Opaque(origin, json);
    }

    /** {@return the engine that produced the block} */
    public Origin origin() {
        return origin;
    }

    /** {@return the block as JSON text} */
    public String json() {
        return json;
    }
}
