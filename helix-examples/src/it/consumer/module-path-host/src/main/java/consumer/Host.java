/* SPDX-License-Identifier: Apache-2.0 */
package consumer;

import dev.helix.api.HelixException;
import dev.helix.api.model.ModelId;

/** Uses the public API as a host does that is a module. */
public final class Host {

    private Host() {}

    public static void main(String[] args) {
        ModelId model = ModelId.parse("anthropic:claude");
        System.out.println("provider " + model.provider());
        try {
            throw new CoffeeMissingException();
        } catch (HelixException e) {
            System.out.println("code " + e.code());
        }
    }

    private static final class CoffeeMissingException extends HelixException {
        private static final long serialVersionUID = 1L;

        private CoffeeMissingException() {
            super("coffee-missing", "the pot is empty; brew more");
        }
    }
}
