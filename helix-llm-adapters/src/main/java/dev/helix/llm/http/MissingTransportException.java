/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.http;

import dev.helix.api.HelixException;

/** Thrown when the default transport is asked for and OkHttp, which it is built on, is not there. */
public final class MissingTransportException extends HelixException {
    private static final long serialVersionUID = 1L;

    MissingTransportException(NoClassDefFoundError missing) {
        super(
                "http-transport-missing",
                "OkHttp is not there (" + missing.getMessage()
                        + "): add com.squareup.okhttp3:okhttp-jvm (a named module also requires okhttp3),"
                        + " or do without it by the line builder.transport(JdkHttpTransport::create)",
                missing);
    }
}
