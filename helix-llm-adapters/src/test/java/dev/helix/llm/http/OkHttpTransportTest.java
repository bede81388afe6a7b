/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.http;

class OkHttpTransportTest extends HttpTransportContract {
    @Override
    HttpTransport create(HttpLimits limits) {
        return OkHttpTransport.create(limits);
    }
}
