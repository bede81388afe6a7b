/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.http;

class JdkHttpTransportTest extends HttpTransportContract {
    @Override
    HttpTransport create(HttpLimits limits) {
        return JdkHttpTransport.create(limits);
    }
}
