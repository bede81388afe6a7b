/* SPDX-License-Identifier: Apache-2.0 */
/** The model of a conversation, independent of any provider. */
package dev.helix.api.message;
