/* SPDX-License-Identifier: Apache-2.0 */
/** Holds what every room shares: ids, the home, and the root of all errors. */
package dev.helix.api;
