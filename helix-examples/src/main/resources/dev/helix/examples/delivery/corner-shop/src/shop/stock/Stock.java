package shop.stock;

import java.util.Map;
import java.util.TreeMap;

/** The number of articles on the shelf. */
public final class Stock {
    private final Map<String, Integer> amounts = new TreeMap<>();

    public void put(String article, int amount) {
        amounts.merge(article, amount, Integer::sum);
    }

    public void take(String article, int amount) {
        amounts.merge(article, -amount, Integer::sum);
    }

    public int amountOf(String article) {
        return amounts.getOrDefault(article, 0);
    }
}
