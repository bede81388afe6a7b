/* SPDX-License-Identifier: Apache-2.0 */
/** Puts the library together for a host. */
package dev.helix.core;
