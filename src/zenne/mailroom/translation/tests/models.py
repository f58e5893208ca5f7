"""Real models of CTranslate2 that know some words, written here: nothing is downloaded.

A Transformer with one layer, in which every position of the answer looks at the same position of the question, and says
the word that stands for the word there.
"""

import io
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
import sentencepiece
from ctranslate2.specs import LayerSpec, TransformerSpec

WORDS = {"goedendag": "bonjour", "ik": "je", "verhuis": "déménage", "morgen": "demain", "dank": "merci", ".": "."}
SPECIAL = ("<unk>", "<s>", "</s>")
LONGEST = 420
Weights = npt.NDArray[np.float32]


def write_model(folder: Path, words: Mapping[str, str] = WORDS) -> Path:
    """A model that puts each known word into the other language, as the conversions of OPUS-MT lay them out."""
    folder.mkdir(parents=True)
    source = write_pieces(folder / "source.spm", list(words))
    target = write_pieces(folder / "target.spm", list(dict.fromkeys(words.values())))
    meaning = {"▁" + word: "▁" + other for word, other in words.items()}
    stands_for = [target.index(meaning.get(piece, piece)) for piece in source]
    spec = TransformerSpec.from_config(num_layers=1, num_heads=1, pre_norm=True)
    fill(spec, stands_for, size=len(target))
    spec.register_source_vocabulary(source)
    spec.register_target_vocabulary(target)
    spec.validate()
    spec.save(str(folder))
    return folder


def write_pieces(path: Path, words: list[str]) -> list[str]:
    """A model of sentencepiece with a piece for each word, and the names of its pieces in their order."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(words * 3),
        model_writer=model,
        model_type="word",
        vocab_size=len(words) + len(SPECIAL),
        hard_vocab_limit=False,
        minloglevel=2,
    )
    path.write_bytes(model.getvalue())
    pieces = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    return [pieces.id_to_piece(number) for number in range(pieces.get_piece_size())]


def fill(spec: TransformerSpec, stands_for: list[int], *, size: int) -> None:
    """Set all weights: a vector has a part for each position, and a part for each word of the other language."""
    width = LONGEST + size
    for each in (spec.encoder, spec.decoder):
        each.scale_embeddings = False
        each.position_encodings.encodings = np.eye(LONGEST, width, dtype=np.float32)
        silence(each.layer[0].self_attention, width)
        silence(each.layer[0].ffn, width)
        norm(each.layer_norm, width)
    words = np.zeros((len(stands_for), width), dtype=np.float32)
    words[np.arange(len(stands_for)), LONGEST + np.array(stands_for)] = 1
    spec.encoder.embeddings[0].weight = words
    spec.decoder.embeddings.weight = np.zeros((size, width), dtype=np.float32)
    places = np.diag(np.repeat([1, 0], [LONGEST, size])).astype(np.float32)
    meanings = np.diag(np.repeat([0, 1], [LONGEST, size])).astype(np.float32)
    attention = spec.decoder.layer[0].attention
    norm(attention.layer_norm, width)
    linear(attention.linear[0], places)
    linear(attention.linear[1], np.concatenate([places, meanings]))
    linear(attention.linear[2], meanings)
    linear(spec.decoder.projection, np.eye(width, dtype=np.float32)[LONGEST:])


def silence(part: LayerSpec, width: int) -> None:
    """Let a part of a layer add nothing."""
    norm(part.layer_norm, width)
    if hasattr(part, "linear_0"):
        linear(part.linear_0, np.zeros((width, width), dtype=np.float32))
        linear(part.linear_1, np.zeros((width, width), dtype=np.float32))
        return
    linear(part.linear[0], np.zeros((3 * width, width), dtype=np.float32))
    linear(part.linear[1], np.zeros((width, width), dtype=np.float32))


def norm(part: LayerSpec, width: int) -> None:
    part.gamma, part.beta = np.ones(width, dtype=np.float32), np.zeros(width, dtype=np.float32)


def linear(part: LayerSpec, weight: Weights) -> None:
    part.weight, part.bias = weight, np.zeros(len(weight), dtype=np.float32)
