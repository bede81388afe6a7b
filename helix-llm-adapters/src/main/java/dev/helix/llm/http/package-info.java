/* SPDX-License-Identifier: Apache-2.0 */
/** The transport of one request and its streamed answer over HTTP, by OkHttp or by the JDK's own client. */
package dev.helix.llm.http;
