/* SPDX-License-Identifier: Apache-2.0 */
/** The assembly of the library for a host. */
package dev.helix.core;
