/* SPDX-License-Identifier: Apache-2.0 */
/** Holds files and runs commands inside one execution boundary. */
package dev.helix.api.workspace;
