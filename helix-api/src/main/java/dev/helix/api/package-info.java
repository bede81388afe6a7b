/* SPDX-License-Identifier: Apache-2.0 */
/** The types that all packages share: ids, the home, and the root of all errors. */
package dev.helix.api;
