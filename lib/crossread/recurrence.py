"""Find the sentences that repeat one another, edited or not."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from .spans import strings

ALIKE = 0.30  # Jaccard of word 3-grams; edited copies have 0.34 and more, other pairs 0.27 at most
FEWEST = 8  # words; below, stock phrases such as 'could not be reached for comment' make two alike
SURE = 0.60  # from here on, names that differ are an edit of a few words
SWAPPED = 2  # names on either side that the other lacks: another account cast in the same mould
ROOM = 1 << 18  # pairs weighed at a time
BITS = 4 * 64  # of a sketch

PRIME = np.uint64(0x9E3779B97F4A7C15)

Ints = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]


def families(sentences: Sequence[str]) -> list[int]:
    """Give a number to the families of sentences that are tellings of one another.

    Two sentences are of one family if their words are the same, or if both have `FEWEST` words
    and their word 3-grams overlap by `ALIKE` (Jaccard); so are those that a chain of such pairs
    links. A pair that shares less than `SURE`, and where each names what the other does not, is
    no copy: two accounts of one quarrel may fill one mould. Case, punctuation and white space
    are not compared; signs of scripts that part no words count as words. The join is exact
    (prefix filter: Chaudhuri, Ganti and Kaushik 2006), however many sentences a 3-gram is in.

    Returns
    -------
    numbers : one for each sentence, counted from 0 in order of first appearance
    """
    if not len(sentences):
        return []
    encoded = strings(sentences).dictionary_encode()
    words = plain(encoded.dictionary)
    codes = _codes(pc.utf8_lower(words))  # in order of first appearance
    _, firsts = np.unique(codes, return_index=True)
    grams, names, _ = sets(words.take(pa.array(firsts)))
    roots = components(grams, names, *_prefixes(grams))
    return pd.factorize(roots[codes[encoded.indices]])[0].tolist()


def plain(sentences: Sequence[str]) -> pa.Array:
    """Leave the words of each sentence, one space between; what has none stays as it is."""
    texts = strings(sentences)
    apart = pc.replace_substring_regex(texts, r"([\p{Han}\p{Hiragana}\p{Katakana}])", r" \1 ")
    words = pc.utf8_trim_whitespace(pc.replace_substring_regex(apart, r"[^\p{L}\p{M}\p{N}]+", " "))
    return pc.if_else(pc.equal(words, ""), texts, words)


def _codes(values: pa.Array) -> Ints:
    return values.dictionary_encode().indices.to_numpy().astype(np.int64)


class Sets:
    """Sets of whole numbers, one for each sentence, that can be compared pair by pair."""

    def __init__(self, owner: Ints, value: Ints, n: int) -> None:
        self.span = int(value.max(initial=0)) + 1
        keys = np.sort(owner * self.span + value)
        self.keys = keys[np.diff(keys, prepend=-1) > 0]
        self.owner, self.value = np.divmod(self.keys, self.span)
        self.size = np.bincount(self.owner, minlength=n)
        self.start = np.concatenate([[0], np.cumsum(self.size)])

    def shared(self, a: Ints, b: Ints) -> Ints:
        """Count what set a[i] and set b[i] have in common, for each i."""
        pair, place = spread(self.size[a])
        wanted = b[pair] * self.span + self.value[self.start[a][pair] + place]
        at = np.searchsorted(self.keys, wanted)
        found = self.keys[np.minimum(at, len(self.keys) - 1)] == wanted
        return np.bincount(pair[found], minlength=len(a))


def spread(counts: Ints) -> tuple[Ints, Ints]:
    """Lay out groups of the sizes given, one behind the other: each member's group and place."""
    group = np.repeat(np.arange(len(counts)), counts)
    return group, np.arange(len(group)) - np.repeat(np.cumsum(counts) - counts, counts)


def sets(texts: pa.Array) -> tuple[Sets, Sets, Keys]:
    """Take the 3-grams and the names (capitalised words but the first) of each plain text.

    Keys tell 3-grams apart whatever other texts there are, but for rare accidents.
    """
    lists = pc.split_pattern(texts, " ")
    size = pc.list_value_length(lists).to_numpy().astype(np.int64)
    encoded = lists.flatten().dictionary_encode()
    forms = encoded.dictionary
    lower = pc.utf8_lower(forms)
    initials = (pc.utf8_slice_codeunits(t, 0, 1) for t in (forms, lower))
    token = encoded.indices.to_numpy()
    word, owner = _codes(lower)[token], np.repeat(np.arange(len(size)), size)
    is_name = pc.not_equal(*initials).to_numpy(zero_copy_only=False)[token]
    is_shouting = np.bincount(owner[is_name], minlength=len(size)) > size / 2  # a headline
    is_name &= (spread(size)[1] > 0) & ~is_shouting[owner]
    names = Sets(owner[is_name], word[is_name], len(size))
    grams, keys = _grams(word, owner, size, _hashes(lower))
    return grams, names, keys


def _hashes(forms: pa.Array) -> Keys:
    """Give each word a number that no other word has, but for rare accidents."""
    codes = forms.dictionary_encode()
    words = codes.dictionary.to_numpy(zero_copy_only=False)
    return pd.util.hash_array(words.astype(object), categorize=False)


def _grams(word: Ints, owner: Ints, size: Ints, hashes: Keys) -> tuple[Sets, Keys]:
    """Give each run of three words its number and key; a text of fewer than `FEWEST` has none."""
    first = np.flatnonzero((owner[:-2] == owner[2:]) & (size[owner[:-2]] >= FEWEST))
    span = int(word.max(initial=0)) + 1
    pair = pd.factorize(word[first] * span + word[first + 1])[0]
    gram = pd.factorize(pair * span + word[first + 2])[0]
    keys = np.zeros(int(gram.max(initial=-1)) + 1, np.uint64)
    a, b, c = (hashes[word[first + n]] for n in range(3))
    keys[gram] = (a * PRIME + b) * PRIME + c
    return Sets(owner[first], gram, len(size)), keys


def components(grams: Sets, names: Sets, sentence: Ints, gram: Ints) -> Ints:
    """Give each sentence the first sentence of its family.

    `gram` lists the 3-grams that each `sentence` has among its rarest, by 3-gram.
    """
    root, sketch = np.arange(len(grams.size)), _sketches(grams)
    for pairs in (_neighbours, _strangers):  # the first joins most, which leaves few strangers
        for one, other in pairs(sentence, gram, root, grams.size):
            apart = root[one] != root[other]
            a, b = one[apart], other[apart]
            is_copy = _are_copies(a, b, grams, names, sketch)
            link(root, a[is_copy], b[is_copy])
    return root


def least(grams: Sets) -> Ints:
    """Count the 3-grams that a sentence must share with any that is alike."""
    return np.maximum(np.ceil(ALIKE * grams.size - 1e-9), 1).astype(np.int64)


def _prefixes(grams: Sets) -> tuple[Ints, Ints]:
    """List, by 3-gram, the sentences that have it among their rarest; alike ones share one.

    A 3-gram that stands in one sentence only links none, and a sentence that is left with too
    few others goes, which may leave other 3-grams alone.
    """
    fewest, owner, value = least(grams), grams.owner, grams.value
    while True:
        often = np.bincount(value, minlength=grams.span)
        left = np.bincount(owner[often[value] > 1], minlength=len(grams.size))
        kept = (often[value] > 1) & (left >= fewest)[owner]
        if kept.all():
            break
        owner, value = owner[kept], value[kept]
    order = np.lexsort((value, often[value], owner))
    owner, value = owner[order], value[order]
    size = np.bincount(owner, minlength=len(grams.size))
    early = spread(size)[1] <= (size - fewest)[owner]
    owner, value = owner[early], value[early]
    order = np.lexsort((owner, value, np.bincount(value, minlength=grams.span)[value]))
    return owner[order], value[order]


def _neighbours(sentence: Ints, gram: Ints, root: Ints, size: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Pair the sentences of a 3-gram that are next to each other in length."""
    order = np.lexsort((size[sentence], gram))
    sentence, gram = sentence[order], gram[order]
    beside = np.flatnonzero(gram[:-1] == gram[1:])
    for at in np.array_split(beside, len(beside) // ROOM + 1):
        yield sentence[at], sentence[at + 1]


def _strangers(sentence: Ints, gram: Ints, root: Ints, size: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Pair the sentences of a 3-gram that are not of one family yet.

    The family that most of a 3-gram's sentences belong to stands last, so that its own members
    are never paired.
    """
    ends, first = np.flatnonzero(np.diff(gram, append=-1)) + 1, 0
    while first < len(gram):
        last = int(ends[min(np.searchsorted(ends, first + ROOM // 4), len(ends) - 1)])
        own, code = sentence[first:last], gram[first:last]
        family = pd.factorize(code * len(root) + root[own])[0]
        order = np.lexsort((family, np.bincount(family)[family], code))
        own, family, code = own[order], family[order], code[order]
        after = np.flatnonzero(np.diff(family, append=-1)) + 1  # where each family's run ends
        after = np.repeat(after, np.diff(after, prepend=0))
        partners = np.searchsorted(code, code, side="right") - after
        slices = np.flatnonzero(np.diff(np.cumsum(partners) // ROOM)) + 1
        for at in np.split(np.arange(len(own)), slices):
            each, place = spread(partners[at])
            yield own[at][each], own[after[at][each] + place]
        first = last


def _sketches(grams: Sets) -> npt.NDArray[np.uint64]:
    """Draw each set as `BITS` bits, where a bit that one of two sets lacks is a member it lacks."""
    word, bit = np.divmod(grams.value % BITS, 64)
    sketch = np.zeros((len(grams.size), BITS // 64), np.uint64)
    np.bitwise_or.at(sketch, (grams.owner, word), np.uint64(1) << bit.astype(np.uint64))
    return sketch


def _are_copies(
    a: Ints, b: Ints, grams: Sets, names: Sets, sketch: npt.NDArray[np.uint64]
) -> npt.NDArray[np.bool_]:
    """Tell which pairs of sentences are tellings of one another."""
    both = grams.size[a] + grams.size[b]
    most = np.minimum(
        grams.size[a] - np.bitwise_count(sketch[a] & ~sketch[b]).sum(1, dtype=np.int64),
        grams.size[b] - np.bitwise_count(sketch[b] & ~sketch[a]).sum(1, dtype=np.int64),
    )
    at = np.flatnonzero(most * (1 + ALIKE) >= ALIKE * both - 1e-9)
    shared = grams.shared(a[at], b[at])
    alike = shared / np.maximum(both[at] - shared, 1)
    at, alike = at[alike >= ALIKE - 1e-9], alike[alike >= ALIKE - 1e-9]
    known = names.shared(a[at], b[at])
    swapped = np.minimum(names.size[a[at]] - known, names.size[b[at]] - known)
    copies = np.zeros(len(a), bool)
    copies[at[(alike >= SURE - 1e-9) | (swapped < SWAPPED)]] = True
    return copies


def link(root: Ints, a: Ints, b: Ints) -> None:
    """Join the families of each pair, in place; a family goes by its first member."""
    while len(a):
        np.minimum.at(root, np.maximum(root[a], root[b]), np.minimum(root[a], root[b]))
        while not (root == root[root]).all():
            root[:] = root[root]
        apart = root[a] != root[b]
        a, b = a[apart], b[apart]
