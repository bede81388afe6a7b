/* SPDX-License-Identifier: Apache-2.0 */
/** Files and commands inside one execution boundary. */
package dev.helix.api.workspace;
