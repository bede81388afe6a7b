/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

import dev.helix.api.CallContext;

/** A request for a credential, with the circumstances it is needed in. Implemented by the library. */
public interface CredentialRequest extends CallContext {
    /** {@return the name of the credential, usually the provider's name} */
    String reference();

    /** {@return the model that is to be called with the credential} */
    ModelId model();
}
